"""Connected accounts, payment attempts and refunds at Stripe: the only app that imports `stripe`.

Does not know what a payment is for, and posts nothing to the ledger.
"""
