"""What the serving role may do with these tables beyond the default."""

APPEND_ONLY = ["receipts_receipttext"]
UPDATABLE_COLUMNS = {
    "receipts_donationreceipt": ["state", "cancelled_at", "cancelled_by", "cancel_cause", "cancel_reason"],
    "receipts_receiptcounter": ["last_number"],
}
