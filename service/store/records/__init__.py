"""The tables of records: answers, drafts, who has access, links, evidence, search."""
