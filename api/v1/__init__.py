"""Version 1 of the interface: one module per resource. Amounts are integer cents of euro, instants are in UTC."""
