export const cabinet = {}
