import statistics
import time
from datetime import UTC, datetime

import psycopg

from tenants.fleet import digest, selectors
from tenants.fleet import services as fleet
from tenants.onboarding import services
from tenants.onboarding.rules import CityRequest
from tenants.onboarding.steps import live
from tests.fleet.process import manage


def ms(f):
    t=time.perf_counter(); f(); return round((time.perf_counter()-t)*1000,1)
def test_time(fresh_database, test_run, monkeypatch):
    monkeypatch.setattr(live, "_status_of_home", lambda s: "200 OK")
    now=datetime.now(UTC)
    def board(i):
        t=services.request_city(request=CityRequest(f"N{i}",f"n{i}","015146",f"n{i}.example","#0066cc","a@b.it","A"),is_demo=True,actor="x",now=now)
        services.provision_city(tenant_id=t.pk, now=now, report=lambda s,r:None)
    print("onboard template", [ms(lambda: board(i)) for i in range(6)])
    print("refill", ms(lambda: fleet.refill_spares(now=now)))
    print("onboard spare", [ms(lambda: board(i)) for i in range(10,12)])
    print("provide template", [ms(lambda: fleet.provide_schema(schema_name=f"c_t{i}", now=now)) for i in range(10)])
    fleet.refill_spares(now=now)
    print("provide spare", [ms(lambda: fleet.provide_schema(schema_name=f"c_s{i}", now=now)) for i in range(2)])
    # raw DDL floor
    with psycopg.connect(fresh_database.owner_url) as c:
        (st,)=c.execute("select statements from fleet_schematemplate").fetchone()
        print(len(st), "statements")
        fl=[]
        for i in range(5):
            s=[x.replace('"@schema@"',f'"c_raw{i}"') for x in st]
            t=time.perf_counter()
            with c.pipeline():
                c.execute(f"create schema c_raw{i}"); c.execute(f"set local search_path=c_raw{i},public")
                for x in s: c.execute(x)
            c.commit(); fl.append(round((time.perf_counter()-t)*1000,1))
        print("raw", fl)
    with psycopg.connect(fresh_database.owner_url) as c:
        for i in range(3):
            c.execute(f"CREATE SCHEMA m{i}"); c.commit()
        for n in (1,3):
            pass
    import subprocess, sys, os
    code = "import django,time; django.setup()\nfrom django.core.management import call_command as c\nfor n in ('m0','m1','m2','m2'):\n t=time.process_time(); w=time.perf_counter(); c('migrate_schemas',tenant=True,schema_name=n,interactive=False,verbosity=0); print(n, round(time.perf_counter()-w,2), round(time.process_time()-t,2))"
    print(subprocess.run([sys.executable,"-c",code],env={**os.environ,**fresh_database.environment,"DATABASE_ROLE":"owner"},capture_output=True,text=True).stdout)
    with psycopg.connect(fresh_database.owner_url) as c:
        cs=selectors.city_schemas(c) 
        print(len(cs), "pass per schema ms", ms(lambda: selectors.schemas_behind(c, cs, digest.required_in_city()))/len(cs))
def test_overhead(db):
    from django.db import connection
    from django.http import HttpResponse
    from django.test import RequestFactory

    from tenants.registry import middleware
    def view(r):
        with connection.cursor() as c:
            for _ in range(6):
                c.execute("select id, email from people_user limit 1"); c.fetchall()
        return HttpResponse()
    m=middleware.TenantMiddleware(view); rf=RequestFactory()
    def bare(r):
        return view(r)
    A=[];B=[]
    r=rf.get("/", HTTP_HOST="milano.localhost")
    connection.close if 0 else None
    for i in range(40):
        t=time.perf_counter()
        for _ in range(50): m(r)
        A.append(time.perf_counter()-t)
        from tenants.registry import hosts
        connection.set_tenant(hosts.lookup("milano.localhost"))
        t=time.perf_counter()
        for _ in range(50): bare(r)
        B.append(time.perf_counter()-t)
    print("us/request with", statistics.median(A)/50*1e6, "without", statistics.median(B)/50*1e6)
