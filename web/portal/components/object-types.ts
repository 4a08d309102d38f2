/** Types of directory objects, as `@odata.type` names them. */
export const groupType = '#microsoft.graph.group'
export const administrativeUnitType = '#microsoft.graph.administrativeUnit'
