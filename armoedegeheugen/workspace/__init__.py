"""The place of an association, or of a public body, in the portal: opened, used and closed."""
