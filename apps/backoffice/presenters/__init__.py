"""What the office's pages say, made from what the selectors and the rules return."""
