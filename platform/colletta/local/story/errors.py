"""What a story that cannot go on says."""


class StoryFailed(Exception):
    """The story cannot be told to its end, or did not end as told; the text says where, in Italian."""
