// A small ecosystem in which no audit finds anything, and for each audit a violation to plant into it.

/// The graphs that audits are tried on.
enum AuditPlants {
  /// Clean: every audit is silent on it.
  static let cleanGraph = """
    CREATE (plan:Document {id: 'plan', name: '规划', issued: '2021-07-27', sources: ['plan#0']}),
      (city:Region:City {id: 'city', name: '示范市', sources: ['plan#1']}),
      (park:Park {id: 'park', name: '示范园', sources: ['plan#1']}),
      (industry:Industry {id: 'chips', name: '集成电路', sources: ['plan#1']}),
      (cluster:IndustryCluster {id: 'cluster', name: '集成电路集群', sources: ['plan#2']}),
      (platform:Platform {id: 'platform', name: '示范平台', status: 'running', sources: ['plan#2']}),
      (line:Facility {id: 'line', name: '示范中试线', status: 'running', sources: ['plan#2']}),
      (university:University {id: 'university', name: '示范大学', sources: ['plan#2']}),
      (firm:Firm {id: 'firm', name: '示范企业', sources: ['plan#2']}),
      (layout:Layout {id: 'layout', name: '一核', sources: ['plan#3']}),
      (indicator:Indicator {id: 'firms', name: '企业数', sources: ['plan#3']}),
      (park)-[:LOCATED_IN {sources: ['plan#1']}]->(city),
      (park)-[:FOCUSES_ON {sources: ['plan#1']}]->(industry),
      (park)-[:PART_OF {role: 'core', sources: ['plan#3']}]->(layout),
      (platform)-[:SERVES {status: 'running', sources: ['plan#2']}]->(cluster),
      (line)-[:SERVES {sources: ['plan#2']}]->(cluster),
      (university)-[:HOSTS {sources: ['plan#2']}]->(platform),
      (university)-[:COLLABORATES_WITH {sources: ['plan#2']}]->(firm),
      (firm)-[:LOCATED_IN {sources: ['plan#2']}]->(park),
      (city)-[:REPORTS {year: 2020, value: 10.0, unit: '家', comparison: '=', period: '2016-2020', basis: 'actual', sources: ['plan#3']}]->(indicator),
      (city)-[:TARGETS {year: 2025, value: 20.0, unit: '家', comparison: '>=', period: '2021-2025', sources: ['plan#3']}]->(indicator)
    """

  /// By the id of the audit: a statement that plants one violation.
  static let violations: [String: String] = [
    "baseline-without-target": """
    MATCH (p:Park {id: 'park'}), (i:Indicator {id: 'firms'})
    CREATE (p)-[:REPORTS {year: 2020, value: 3.0, unit: '家', comparison: '=', sources: ['plan#3']}]->(i)
    """,
    "cluster-served-by-plans-only": "MATCH (p:Platform {id: 'platform'}) SET p.status = 'planned'",
    "cluster-without-platform": "MATCH (:Platform)-[r:SERVES]->(:IndustryCluster {id: 'cluster'}) DELETE r",
    "collaboration-stored-twice": """
    MATCH (u:University {id: 'university'}), (f:Firm {id: 'firm'}) CREATE (f)-[:COLLABORATES_WITH {sources: ['plan#2']}]->(u)
    """,
    "conflicting-figures": """
    MATCH (c:Region {id: 'city'}), (i:Indicator {id: 'firms'})
    CREATE (c)-[:REPORTS {year: 2020, value: 11.0, unit: '家', comparison: '=', period: '2016-2020', basis: 'actual', sources: ['plan#4']}]->(i)
    """,
    "containment-cycle": "MATCH (c:Region {id: 'city'}), (p:Park {id: 'park'}) CREATE (c)-[:PART_OF {sources: ['plan#4']}]->(p)",
    "counted-but-not-named": """
    MATCH (c:Region {id: 'city'})
    CREATE (c)-[:MEMBER_OF {sources: ['plan#4']}]->(corridor:Corridor {id: 'corridor', name: '示范走廊', sources: ['plan#4']}),
      (corridor)-[:REPORTS {year: 2020, value: 9.0, unit: '个', comparison: '=', sources: ['plan#4']}]->
        (:Indicator {id: 'corridor-member-cities', name: '城市数', sources: ['plan#4']})
    """,
    "differently-worded-targets": """
    MATCH (c:Region {id: 'city'}), (i:Indicator {id: 'firms'})
    CREATE (c)-[:TARGETS {year: 2025, value: 20.0, unit: '家', comparison: 'about', sources: ['plan#4']}]->(i)
    """,
    "figure-without-value": "MATCH ()-[r:REPORTS]->() REMOVE r.unit",
    "firm-without-place": "MATCH (:Firm {id: 'firm'})-[r:LOCATED_IN]->() DELETE r",
    "growth-not-borne-by-series": """
    MATCH (c:Region {id: 'city'}), (i:Indicator {id: 'firms'})
    CREATE (c)-[:REPORTS {year: 2019, value: 8.0, unit: '家', comparison: '=', basis: 'actual', sources: ['plan#3']}]->(i),
      (c)-[:REPORTS {year: 2020, value: 50.0, unit: '%', comparison: '=', period: '2020', basis: 'growth', sources: ['plan#3']}]->(i)
    """,
    "interval-reversed": "MATCH ()-[r:TARGETS]->() SET r.period = '2025-2021'",
    "layout-part-count": "MATCH (l:Layout {id: 'layout'}) SET l.name = '一核两翼'",
    "layout-part-unbacked": """
    MATCH (p:Park {id: 'park'}) SET p.sources = ['plan#1', 'other#1']
    CREATE (:Document {id: 'other', name: '另一规划', issued: '2021', sources: ['other#0']})
    """,
    "layout-without-parts": "MATCH (:Park)-[r:PART_OF]->(:Layout {id: 'layout'}) DELETE r",
    "likely-duplicates": "MATCH (f:Firm {id: 'firm'}) SET f.aliases = ['示范 大学']",
    "long-planned": """
    MATCH (p:Platform {id: 'platform'}) SET p.status = 'planned', p.sources = ['plan#2', 'later#1']
    CREATE (:Document {id: 'later', name: '后续规划', issued: '2023', sources: ['later#0']})
    """,
    "near-identical-names": """
    CREATE (:Firm {id: 'one', name: '东方仪器公司', sources: ['plan#5']}), (:Firm {id: 'other', name: '东方仪表公司', sources: ['plan#5']})
    """,
    "node-without-source": "MATCH (f:Firm {id: 'firm'}) REMOVE f.sources",
    "orphan-node": "CREATE (:Fund {id: 'fund', name: '示范基金', sources: ['plan#5']})",
    "park-without-industry": "MATCH (:Park)-[r:FOCUSES_ON]->() DELETE r",
    "parts-exceed-whole": """
    MATCH (c:Region {id: 'city'}), (i:Indicator {id: 'firms'})
    CREATE (d:Region:District {id: 'district', name: '示范区', sources: ['plan#3']})-[:PART_OF {sources: ['plan#3']}]->(c),
      (d)-[:REPORTS {year: 2020, value: 11.0, unit: '家', comparison: '=', basis: 'actual', sources: ['plan#3']}]->(i)
    """,
    "planned-yet-reporting": "MATCH (c:Region {id: 'city'}) SET c.status = 'planned'",
    "platform-without-host-or-place": "MATCH ()-[r:HOSTS]->(:Platform {id: 'platform'}) DELETE r",
    "relationship-without-source": "MATCH ()-[r:HOSTS]->() SET r.sources = []",
    "running-fact-of-planned-entity": "MATCH (p:Platform {id: 'platform'}) SET p.status = 'planned'",
    "self-collaboration": "MATCH (f:Firm {id: 'firm'}) CREATE (f)-[:COLLABORATES_WITH {sources: ['plan#2']}]->(f)",
    "single-point-of-failure": "MATCH (:Facility {id: 'line'})-[r:SERVES]->() DELETE r",
    "source-of-unknown-document": "MATCH (f:Firm {id: 'firm'}) SET f.sources = ['plam#2']",
    "status-contradiction": """
    MATCH (u:University {id: 'university'}), (p:Platform {id: 'platform'})
    CREATE (u)-[:HOSTS {status: 'planned', sources: ['plan#6']}]->(p)
    """,
    "target-not-beyond-baseline": "MATCH ()-[r:TARGETS]->() SET r.value = 10.0, r.basis = 'actual'",
    "target-without-baseline": "MATCH ()-[r:REPORTS]->() DELETE r",
    "target-without-number": "MATCH ()-[r:TARGETS]->() REMOVE r.value, r.unit SET r.qualitative = '显著提升'",
    "university-without-transfer-path": "MATCH (:University {id: 'university'})-[r:HOSTS]->() DELETE r",
    "unknown-status": "MATCH (p:Platform {id: 'platform'}) SET p.status = 'runing'",
  ]
}
