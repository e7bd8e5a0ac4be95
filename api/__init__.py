"""HTTP/JSON: errors as problem+json, idempotency, throttling, pagination, and one module per resource in `v1`.

Translates, makes one domain call, translates back; decides nothing.
"""
