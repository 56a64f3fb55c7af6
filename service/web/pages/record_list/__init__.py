"""The pages of the record list: lines, filters, saved views, bundles, exports."""
