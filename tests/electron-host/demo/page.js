document.documentElement.dataset.script = 'ran'
window.ports = []
window.addEventListener('message', (event) => {
  if (event.data !== 'demo:port' || event.origin !== location.origin) return
  const [port] = event.ports
  const end = { port, got: [], closed: false }
  port.onmessage = ({ data }) => end.got.push(data)
  port.onclose = () => {
    end.closed = true
  }
  window.ports.push(end)
})
