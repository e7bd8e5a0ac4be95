"""Reads everything, writes nothing: decision records that anyone can recompute, ledger proofs, reconciliation."""
