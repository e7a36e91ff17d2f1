# Names and lists, used everywhere.
name-quoted = “{ $name }”
list-two = { $first } and { $last }
list-many = { $first }, { $rest }
