"""Pure decisions about receipts: who gets one, what it says, how an amount is written, what the tax agency is told."""
