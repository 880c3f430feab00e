"""Golden runs: written next."""


def golden_cases():
    return []
