"""What a person of the office has to look at, each thing once, until somebody says how it ended.

Does not decide what is wrong nor mend it: the services that find it open a case here.
"""
