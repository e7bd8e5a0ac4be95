"""Pure decisions about what people write: whether they may, what is held, what reports do, until when it changes."""
