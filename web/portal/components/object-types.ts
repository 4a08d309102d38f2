/** Types of directory objects, as `@odata.type` names them. */
export const groupType = '#microsoft.graph.group'
export const directoryRoleType = '#microsoft.graph.directoryRole'
export const administrativeUnitType = '#microsoft.graph.administrativeUnit'
