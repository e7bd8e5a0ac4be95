"""The local runtime: everything that `make demo` and the tests start on this machine.

Owns the embedded PostgreSQL and Valkey, the process table and its folders.
Does not own what runs in it: settings, commands and data belong to the other packages; production never imports this.
"""
