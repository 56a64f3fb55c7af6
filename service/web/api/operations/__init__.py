"""What programs may ask for, a folder a feature, by the pages' own words."""
