"""Addresses of what helps to find things: search, map, feeds, calendars, site map; their names are the portal's."""

from django.urls import path

from apps.portal.views import calendars, feeds, maps, search, site_map

urlpatterns = [
    path("cerca/", search.find, name="search"),
    path("mappa/", maps.page, name="map"),
    path("mappa/quartieri.geojson", maps.districts_geojson, name="map_districts"),
    path("mappa/campagne.geojson", maps.campaigns_geojson, name="map_campaigns"),
    path("avvisi/", feeds.overview, name="feeds"),
    path("notizie/campagne.atom", feeds.campaigns, name="feed_campaigns"),
    path("notizie/aggiornamenti.atom", feeds.updates, name="feed_updates"),
    path("notizie/bandi.atom", feeds.call_list, name="feed_calls"),
    path("notizie/campagne/<slug:slug>.atom", feeds.campaign, name="feed_campaign"),
    path("notizie/bandi/<slug:slug>.atom", feeds.call, name="feed_call"),
    path("notizie/zone/<slug:slug>.atom", feeds.district, name="feed_district"),
    path("calendario/scadenze.ics", calendars.city, name="calendar_city"),
    path("calendario/campagne/<slug:slug>.ics", calendars.campaign, name="calendar_campaign"),
    path("calendario/bandi/<slug:slug>.ics", calendars.call, name="calendar_call"),
    path("mappa-del-sito/", site_map.page, name="site_map"),
    path("sitemap.xml", site_map.sitemap_xml, name="sitemap"),
    path("robots.txt", site_map.robots, name="robots"),
]
