"""What the serving role may do with these tables: a picture is written once; another one has another key."""

APPEND_ONLY = ["pictures_picture"]
