"""How a file of boundaries is read, repaired, made lighter and drawn: pure, without a database."""
