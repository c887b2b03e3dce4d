"""The rules: plain frozen values in, values out. No Discord, no SQL, no clock, no dice."""
