export const strengths = {} as const
