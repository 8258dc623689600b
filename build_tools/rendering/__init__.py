"""What several editions write with: HTML, charts, brand and fonts, paged layout."""
