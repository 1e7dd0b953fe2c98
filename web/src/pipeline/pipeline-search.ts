export const readPipelineSearch = (_: Record<string, unknown>) => ({})
