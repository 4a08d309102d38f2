export const methods = {} as const
