"""The extractors: `quantity`, `time`, `program`. Each file ends in its RULES, in the order of precedence."""
