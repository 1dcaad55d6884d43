-- The set-up creates the two schemas itself.
GRANT ALL PRIVILEGES ON `temporal`.* TO 'temporal'@'%';
GRANT ALL PRIVILEGES ON `temporal_visibility`.* TO 'temporal'@'%';
