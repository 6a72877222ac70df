// CountersignTesting
