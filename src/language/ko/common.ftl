# Names and lists, used everywhere.
name-quoted = “{ $name }”
list-two = { $first }{ JOSA($first, "과/와") } { $last }
list-many = { $first }, { $rest }
