// Before the first paint: in a frame of another page, `?embed=<id>` shows one figure alone, and says how tall it is.
;(function () {
  var asked = new URLSearchParams(location.search).get('embed')
  if (asked === null) return
  var root = document.documentElement
  // Nothing is seen before everything else is put away.
  root.dataset.embed = 'wanted'

  function keep(element, how) {
    element.classList.add(how)
    for (var up = element.parentElement; up && up !== root; up = up.parentElement) {
      up.classList.add('alone-path')
      if (up.localName === 'details') up.open = true
    }
  }

  addEventListener('DOMContentLoaded', function () {
    // No name stands for the page's first figure; a name that nothing has, for the page as it is, and not for another figure.
    var named = asked === '' ? document.querySelector('main figure.figure') : document.getElementById(asked)
    var item = named && named.closest('figure, .derivation')
    if (!item) return delete root.dataset.embed
    keep(item, 'alone')
    var title = document.querySelector('main h1')
    if (title) keep(title, 'alone-heard')
    var home = document.querySelector('.embed-home a')
    var address = new URL(location.href)
    address.searchParams.delete('embed')
    address.hash = item.id
    if (home) home.href = address.href
    root.dataset.embed = 'alone'

    if (parent === self) return
    var told = 0
    new ResizeObserver(function () {
      var height = Math.ceil(document.body.getBoundingClientRect().height)
      if (height === told) return
      told = height
      // In the words of learning platforms. Anybody may know how tall a figure is; who is outside decides whether to listen.
      parent.postMessage({ subject: 'lti.frameResize', height: height }, '*')
    }).observe(document.body)
  })
})()
