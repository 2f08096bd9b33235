"""Values of answers as `pol eval --format json` prints them, against those that are expected: exactly, numbers as fractions."""
from fractions import Fraction


def number(value):
    if isinstance(value, bool) or value is None:
        return None
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def same(want, got, kind=None):
    if kind == "set" and isinstance(want, list) and isinstance(got, list):
        return sorted(map(str, want)) == sorted(map(str, got))  # printed in its own order
    if isinstance(want, bool) or isinstance(got, bool) or want is None or got is None:
        return want is got
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(same, want, got))
    if isinstance(want, dict):
        return isinstance(got, dict) and want.keys() == got.keys() and all(same(want[k], got[k]) for k in want)
    if number(want) is not None and number(got) is not None:
        return number(want) == number(got)
    return str(want) == str(got)
