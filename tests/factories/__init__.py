"""What tests begin from: calls, campaigns and gifts, made by the real services."""
