export const exclusions = {} as const
