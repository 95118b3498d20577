/** The room of rows that do not exist, so that the scroll bar tells the truth. @param px its height */
export const VirtualRoom = ({ px }: { readonly px: number }) => (
  <tbody aria-hidden="true">
    <tr style={{ blockSize: `${px}px` }} />
  </tbody>
)
