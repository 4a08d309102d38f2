import { watchFetch, watchServers } from './watch.ts'

watchServers()
watchFetch()
