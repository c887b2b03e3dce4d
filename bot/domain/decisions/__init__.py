"""Shared decisions: from "something should change" to "we tried it, do we keep it?"."""
