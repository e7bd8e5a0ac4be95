"""The office's lists, one module each: their columns, filters and where their rows come from; no page and no rule."""
