// Fieldwork
