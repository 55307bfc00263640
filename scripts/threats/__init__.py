"""The guards of docs/threats.md, how each is taken away, and the test that must fail then."""
