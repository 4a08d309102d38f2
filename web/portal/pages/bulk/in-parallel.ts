/** Does something for each of many, some at a time and in their order, until `isOver` says that no more are begun. */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    while (!isOver()) {
      const next = waiting.next()
      if (next.done) return
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
