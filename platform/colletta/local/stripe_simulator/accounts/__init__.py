"""Connected accounts: onboarding.py owns whether they may charge, endpoints.py what the API may ask of them."""
