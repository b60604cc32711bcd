{% load static %}/* Show a page when there is no network. Nothing else is cached: a page may be private to one reader. */
"use strict";

const PAGE = "{% url 'offline' %}";
const KEPT = "zonder-netwerk-{% static 'css/offline.css' %}";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(KEPT)
      .then((cache) => cache.addAll([PAGE, "{% static 'css/offline.css' %}"]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const kept = event.request.url.endsWith("{% static 'css/offline.css' %}");
  if (event.request.mode !== "navigate" && !kept) return;
  event.respondWith(
    fetch(event.request).catch(() => caches.match(kept ? event.request : PAGE)),
  );
});
