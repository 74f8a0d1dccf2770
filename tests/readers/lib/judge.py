"""Reads files one by one and counts what is taken."""


def judge(files):
    """Each file with its reader, which raises what is wrong with it. Prints what is wrong, and "N passed, M failed"."""
    passed, failed = 0, 0
    for path, reader in files:
        try:
            reader(path)
            passed += 1
        except Exception as problem:  # Whatever a reader does not take is what we want to know.
            failed += 1
            print(f"{path}: {type(problem).__name__}: {str(problem)[:300]}")
    assert passed + failed > 0, "nothing to read"
    print(f"{passed} passed, {failed} failed")
    return failed
