"""The report site: pages that a browser opens from a folder, without server or network."""
