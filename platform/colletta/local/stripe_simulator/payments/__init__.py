"""PaymentIntents, SetupIntents and the PaymentMethods they use: states in one module, the API in another."""
