// The vocabulary of the ecosystem graph, declared as constraints and checked on every load.
// What stands here: for each label the properties that every node must have, for each relationship type the labels
// that may stand at its ends, the types of figures, and the indexes that names are looked up in.
// What does not stand here: the facts themselves (documents.csv, nodes/, relationships/) and any rule that admits
// exceptions; those are audits.
//
// sources      document id, number sign, heading numbers from the outside in: jiading-sti-2021#3.4.2 is the second item of
//              the fourth section of the third chapter; 0 is what stands before the first heading or after the last
//              section. A chapter whose heading the text has lost keeps its number.
// status       planned, building, running, completed; absent where the plan does not say. On a relationship it stands where
//              the plan only intends or is still bringing about the fact.
// level        国家级, 市级, 区级, as the plan or the name says.
// boundaries   the lines at which a planned area ends, one for each side.
// year         the year that a figure speaks of; for a figure over several years the last of them.
// period       the years that a figure covers, first and last joined by a hyphen, or one year for a flow of that year.
// comparison   =, >, >=, <, <= or about, as the plan words the bound (超 and 余 are >, 以上 is >=, 约 and 近 are about).
// basis        actual: a level or a year's flow; cumulative: a sum up to the year or over the period; growth: against the end
//              of the period before (a single year: against the year before); annual growth: a yearly
//              average. A target without a basis aims at a level.
// qualitative  the plan's own words for a bound, a rank, a fraction (its value is the percentage) or a target that has no
//              number.
// attribute    how binding a target is, as the plan's table says (预期性: expected).

// Identity: one identifier, one real thing.
CREATE CONSTRAINT node_id FOR (n) REQUIRE n.id IS UNIQUE;

// Every node has a name and says where it is written.
CREATE CONSTRAINT university_id FOR (n:University) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT university_name FOR (n:University) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT university_sources FOR (n:University) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT university_sources_type FOR (n:University) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT institute_id FOR (n:Institute) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT institute_name FOR (n:Institute) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT institute_sources FOR (n:Institute) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT institute_sources_type FOR (n:Institute) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT laboratory_id FOR (n:Laboratory) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT laboratory_name FOR (n:Laboratory) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT laboratory_sources FOR (n:Laboratory) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT laboratory_sources_type FOR (n:Laboratory) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT facility_id FOR (n:Facility) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT facility_name FOR (n:Facility) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT facility_sources FOR (n:Facility) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT facility_sources_type FOR (n:Facility) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT platform_id FOR (n:Platform) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT platform_name FOR (n:Platform) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT platform_sources FOR (n:Platform) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT platform_sources_type FOR (n:Platform) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT park_id FOR (n:Park) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT park_name FOR (n:Park) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT park_sources FOR (n:Park) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT park_sources_type FOR (n:Park) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT zone_id FOR (n:Zone) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT zone_name FOR (n:Zone) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT zone_sources FOR (n:Zone) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT zone_sources_type FOR (n:Zone) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT corridor_id FOR (n:Corridor) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT corridor_name FOR (n:Corridor) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT corridor_sources FOR (n:Corridor) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT corridor_sources_type FOR (n:Corridor) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT region_id FOR (n:Region) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT region_name FOR (n:Region) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT region_sources FOR (n:Region) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT region_sources_type FOR (n:Region) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT firm_id FOR (n:Firm) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT firm_name FOR (n:Firm) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT firm_sources FOR (n:Firm) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT firm_sources_type FOR (n:Firm) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT incubator_id FOR (n:Incubator) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT incubator_name FOR (n:Incubator) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT incubator_sources FOR (n:Incubator) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT incubator_sources_type FOR (n:Incubator) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT hospital_id FOR (n:Hospital) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT hospital_name FOR (n:Hospital) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT hospital_sources FOR (n:Hospital) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT hospital_sources_type FOR (n:Hospital) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT industry_cluster_id FOR (n:IndustryCluster) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT industry_cluster_name FOR (n:IndustryCluster) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT industry_cluster_sources FOR (n:IndustryCluster) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT industry_cluster_sources_type FOR (n:IndustryCluster) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT industry_id FOR (n:Industry) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT industry_name FOR (n:Industry) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT industry_sources FOR (n:Industry) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT industry_sources_type FOR (n:Industry) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT layout_id FOR (n:Layout) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT layout_name FOR (n:Layout) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT layout_sources FOR (n:Layout) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT layout_sources_type FOR (n:Layout) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT market_id FOR (n:Market) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT market_name FOR (n:Market) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT market_sources FOR (n:Market) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT market_sources_type FOR (n:Market) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT fund_id FOR (n:Fund) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT fund_name FOR (n:Fund) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT fund_sources FOR (n:Fund) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT fund_sources_type FOR (n:Fund) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT alliance_id FOR (n:Alliance) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT alliance_name FOR (n:Alliance) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT alliance_sources FOR (n:Alliance) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT alliance_sources_type FOR (n:Alliance) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT event_id FOR (n:Event) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT event_name FOR (n:Event) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT event_sources FOR (n:Event) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT event_sources_type FOR (n:Event) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT programme_id FOR (n:Programme) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT programme_name FOR (n:Programme) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT programme_sources FOR (n:Programme) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT programme_sources_type FOR (n:Programme) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT product_id FOR (n:Product) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT product_name FOR (n:Product) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT product_sources FOR (n:Product) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT product_sources_type FOR (n:Product) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT policy_id FOR (n:Policy) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT policy_name FOR (n:Policy) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT policy_sources FOR (n:Policy) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT policy_sources_type FOR (n:Policy) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT government_id FOR (n:Government) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT government_name FOR (n:Government) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT government_sources FOR (n:Government) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT government_sources_type FOR (n:Government) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT indicator_id FOR (n:Indicator) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT indicator_name FOR (n:Indicator) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT indicator_sources FOR (n:Indicator) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT indicator_sources_type FOR (n:Indicator) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;
CREATE CONSTRAINT document_id FOR (n:Document) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT document_name FOR (n:Document) REQUIRE n.name IS NOT NULL;
CREATE CONSTRAINT document_sources FOR (n:Document) REQUIRE n.sources IS NOT NULL;
CREATE CONSTRAINT document_sources_type FOR (n:Document) REQUIRE n.sources IS :: LIST<STRING NOT NULL>;

// Every relationship joins labels that its sentence makes sense with, and says where it is written.
// HOSTS: a place or body hosts an establishment or an event.
CREATE CONSTRAINT hosts_ends FOR (a)-[r:HOSTS]->(b) REQUIRE (a:Region|Zone|Park|Corridor|University|Institute|Laboratory|Platform|Facility|Hospital|Firm|Incubator) AND (b:Platform|Laboratory|Facility|Firm|Event|Institute|University|Hospital|Incubator|Park|Market);
CREATE CONSTRAINT hosts_sources FOR ()-[r:HOSTS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT hosts_sources_type FOR ()-[r:HOSTS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// TRANSFERS_TO: a source of research results passes them on.
CREATE CONSTRAINT transfers_to_ends FOR (a)-[r:TRANSFERS_TO]->(b) REQUIRE (a:University|Institute|Laboratory|Platform|Facility|Hospital|Park|Zone) AND (b:Park|Platform|Firm|Region|Zone|Incubator);
CREATE CONSTRAINT transfers_to_sources FOR ()-[r:TRANSFERS_TO]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT transfers_to_sources_type FOR ()-[r:TRANSFERS_TO]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// COLLABORATES_WITH: two bodies or places work together; stored once, asked without direction.
CREATE CONSTRAINT collaborates_with_ends FOR (a)-[r:COLLABORATES_WITH]->(b) REQUIRE (a:Region|Zone|Park|Corridor|University|Institute|Laboratory|Platform|Facility|Firm|Hospital|Government|Alliance|Incubator|Market|Fund) AND (b:Region|Zone|Park|Corridor|University|Institute|Laboratory|Platform|Facility|Firm|Hospital|Government|Alliance|Incubator|Market|Fund);
CREATE CONSTRAINT collaborates_with_sources FOR ()-[r:COLLABORATES_WITH]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT collaborates_with_sources_type FOR ()-[r:COLLABORATES_WITH]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// SERVES: what a cluster, industry or place can draw upon.
CREATE CONSTRAINT serves_ends FOR (a)-[r:SERVES]->(b) REQUIRE (a:Platform|Laboratory|Facility|Park|Zone|Programme|Institute|University|Hospital|Alliance|Event|Incubator|Fund|Market|Product) AND (b:IndustryCluster|Industry|Park|Zone|Region|Corridor|Firm);
CREATE CONSTRAINT serves_sources FOR ()-[r:SERVES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT serves_sources_type FOR ()-[r:SERVES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// FOCUSES_ON: the field to which a place, body or larger field is given.
CREATE CONSTRAINT focuses_on_ends FOR (a)-[r:FOCUSES_ON]->(b) REQUIRE (a:Region|Zone|Park|Corridor|Firm|University|Institute|Laboratory|Platform|Facility|Hospital|Alliance|Layout|IndustryCluster|Fund|Incubator|Programme|Event|Industry) AND (b:Industry|IndustryCluster|Product);
CREATE CONSTRAINT focuses_on_sources FOR ()-[r:FOCUSES_ON]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT focuses_on_sources_type FOR ()-[r:FOCUSES_ON]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// LOCATED_IN: where something lies.
CREATE CONSTRAINT located_in_ends FOR (a)-[r:LOCATED_IN]->(b) REQUIRE (a:Region|Zone|Park|Corridor|University|Institute|Laboratory|Platform|Facility|Firm|Hospital|Government|Alliance|Layout|Fund|Market|Incubator|Event|IndustryCluster) AND (b:Region|Zone|Park|Corridor|University|Institute);
CREATE CONSTRAINT located_in_sources FOR ()-[r:LOCATED_IN]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT located_in_sources_type FOR ()-[r:LOCATED_IN]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// PART_OF: a part of a larger whole of its kind, of a layout or of a programme; role says which part.
CREATE CONSTRAINT part_of_ends FOR (a)-[r:PART_OF]->(b) REQUIRE (a:Region|Zone|Park|Corridor|University|Institute|Laboratory|Platform|Facility|Hospital|Government|Alliance|Layout|Programme|Industry|IndustryCluster|Event|Policy|Product|Fund|Firm) AND (b:Region|Zone|Park|Corridor|University|Institute|Hospital|Government|Firm|Layout|Programme|Industry|IndustryCluster|Event|Alliance|Platform|Laboratory|Facility|Policy|Fund);
CREATE CONSTRAINT part_of_sources FOR ()-[r:PART_OF]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT part_of_sources_type FOR ()-[r:PART_OF]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// OPERATES: runs an establishment.
CREATE CONSTRAINT operates_ends FOR (a)-[r:OPERATES]->(b) REQUIRE (a:Government|Firm|University|Institute|Laboratory|Platform|Hospital|Market|Park|Alliance|Region|Zone) AND (b:Platform|Laboratory|Facility|Park|Zone|Incubator|Event|Fund|Hospital|Market);
CREATE CONSTRAINT operates_sources FOR ()-[r:OPERATES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT operates_sources_type FOR ()-[r:OPERATES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// LEADS: takes the lead in an undertaking.
CREATE CONSTRAINT leads_ends FOR (a)-[r:LEADS]->(b) REQUIRE (a:Region|Zone|Park|Corridor|Government|Firm|University|Institute|Platform|Laboratory|Hospital|Alliance) AND (b:Programme|Alliance|Layout|Zone|Platform|Facility|Laboratory|Event|Policy|Industry|IndustryCluster|Document|Government);
CREATE CONSTRAINT leads_sources FOR ()-[r:LEADS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT leads_sources_type FOR ()-[r:LEADS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// SUPPORTS: furthers something, by work, rules or money.
CREATE CONSTRAINT supports_ends FOR (a)-[r:SUPPORTS]->(b) REQUIRE (a:Region|Zone|Park|Corridor|Government|University|Institute|Laboratory|Platform|Firm|Hospital|Alliance|Policy|Programme|Fund|IndustryCluster|Event) AND (b:Region|Zone|Park|Corridor|University|Institute|Laboratory|Platform|Facility|Hospital|Firm|Incubator|Programme|Layout|Alliance|Fund|Event|Market|Industry|IndustryCluster|Product);
CREATE CONSTRAINT supports_sources FOR ()-[r:SUPPORTS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT supports_sources_type FOR ()-[r:SUPPORTS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// INCUBATES: brings up firms.
CREATE CONSTRAINT incubates_ends FOR (a)-[r:INCUBATES]->(b) REQUIRE (a:Incubator|Park|Platform|University|Institute) AND (b:Firm);
CREATE CONSTRAINT incubates_sources FOR ()-[r:INCUBATES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT incubates_sources_type FOR ()-[r:INCUBATES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// FUNDS: gives money.
CREATE CONSTRAINT funds_ends FOR (a)-[r:FUNDS]->(b) REQUIRE (a:Fund|Government|Programme|Region) AND (b:Firm|Programme|Platform|Park|Event|Region|Zone|Industry|IndustryCluster|Laboratory|Facility);
CREATE CONSTRAINT funds_sources FOR ()-[r:FUNDS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT funds_sources_type FOR ()-[r:FUNDS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// ORGANISES: holds an event.
CREATE CONSTRAINT organises_ends FOR (a)-[r:ORGANISES]->(b) REQUIRE (a:Region|Zone|Park|Government|University|Institute|Firm|Alliance|Platform) AND (b:Event);
CREATE CONSTRAINT organises_sources FOR ()-[r:ORGANISES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT organises_sources_type FOR ()-[r:ORGANISES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// ISSUES: issues a policy, programme or document.
CREATE CONSTRAINT issues_ends FOR (a)-[r:ISSUES]->(b) REQUIRE (a:Government|Region|Zone) AND (b:Policy|Programme|Document);
CREATE CONSTRAINT issues_sources FOR ()-[r:ISSUES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT issues_sources_type FOR ()-[r:ISSUES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// APPROVES: approves a document or designates a place, body or undertaking.
CREATE CONSTRAINT approves_ends FOR (a)-[r:APPROVES]->(b) REQUIRE (a:Government) AND (b:Document|Policy|Programme|Zone|Park|Region|Corridor|Platform|Laboratory|Facility);
CREATE CONSTRAINT approves_sources FOR ()-[r:APPROVES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT approves_sources_type FOR ()-[r:APPROVES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// MEMBER_OF: belongs to an alliance or corridor.
CREATE CONSTRAINT member_of_ends FOR (a)-[r:MEMBER_OF]->(b) REQUIRE (a:Region|Zone|Park|Government|University|Institute|Laboratory|Platform|Firm|Hospital) AND (b:Alliance|Corridor);
CREATE CONSTRAINT member_of_sources FOR ()-[r:MEMBER_OF]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT member_of_sources_type FOR ()-[r:MEMBER_OF]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// DRIVES: pulls a cluster or industry along.
CREATE CONSTRAINT drives_ends FOR (a)-[r:DRIVES]->(b) REQUIRE (a:Industry|Firm|Programme|Product|IndustryCluster) AND (b:IndustryCluster|Industry);
CREATE CONSTRAINT drives_sources FOR ()-[r:DRIVES]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT drives_sources_type FOR ()-[r:DRIVES]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// REPORTS: the value of an indicator that has come about.
CREATE CONSTRAINT reports_ends FOR (a)-[r:REPORTS]->(b) REQUIRE (a:Region|Zone|Park|Corridor|IndustryCluster|Industry|Platform|Facility|Laboratory|University|Institute|Programme|Event|Fund|Firm|Alliance|Incubator) AND (b:Indicator);
CREATE CONSTRAINT reports_sources FOR ()-[r:REPORTS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT reports_sources_type FOR ()-[r:REPORTS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// TARGETS: the value of an indicator that is aimed at.
CREATE CONSTRAINT targets_ends FOR (a)-[r:TARGETS]->(b) REQUIRE (a:Region|Zone|Park|Corridor|IndustryCluster|Industry|Platform|Facility|Laboratory|Programme|Event|Fund|Alliance) AND (b:Indicator);
CREATE CONSTRAINT targets_sources FOR ()-[r:TARGETS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT targets_sources_type FOR ()-[r:TARGETS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// LISTED_ON: a firm is listed on a market.
CREATE CONSTRAINT listed_on_ends FOR (a)-[r:LISTED_ON]->(b) REQUIRE (a:Firm) AND (b:Market);
CREATE CONSTRAINT listed_on_sources FOR ()-[r:LISTED_ON]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT listed_on_sources_type FOR ()-[r:LISTED_ON]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// DRAFTS: drew up a document or policy.
CREATE CONSTRAINT drafts_ends FOR (a)-[r:DRAFTS]->(b) REQUIRE (a:Government|University|Institute|Firm) AND (b:Document|Policy|Programme);
CREATE CONSTRAINT drafts_sources FOR ()-[r:DRAFTS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT drafts_sources_type FOR ()-[r:DRAFTS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// IMPLEMENTS: carries out a policy or programme.
CREATE CONSTRAINT implements_ends FOR (a)-[r:IMPLEMENTS]->(b) REQUIRE (a:Programme|Platform|Park|Zone|Region|Corridor|Government|University|Institute|Firm|Alliance) AND (b:Policy|Programme);
CREATE CONSTRAINT implements_sources FOR ()-[r:IMPLEMENTS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT implements_sources_type FOR ()-[r:IMPLEMENTS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// BASED_ON: builds on another body, policy or plan.
CREATE CONSTRAINT based_on_ends FOR (a)-[r:BASED_ON]->(b) REQUIRE (a:Platform|Laboratory|Facility|Park|Zone|Programme|Layout|Alliance|Indicator|Policy|Event|Institute|Product|Document|Fund) AND (b:Platform|Laboratory|Facility|Park|Zone|Programme|Policy|University|Institute|Hospital|Firm|Alliance|Product|Industry|Fund);
CREATE CONSTRAINT based_on_sources FOR ()-[r:BASED_ON]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT based_on_sources_type FOR ()-[r:BASED_ON]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;
// SUCCEEDS: replaces or grows out of.
CREATE CONSTRAINT succeeds_ends FOR (a)-[r:SUCCEEDS]->(b) REQUIRE (a:Programme|Policy|Platform|Laboratory|Institute|Park|Zone|Alliance|Event|Corridor) AND (b:Programme|Policy|Platform|Laboratory|Institute|Park|Zone|Alliance|Event|Corridor);
CREATE CONSTRAINT succeeds_sources FOR ()-[r:SUCCEEDS]-() REQUIRE r.sources IS NOT NULL;
CREATE CONSTRAINT succeeds_sources_type FOR ()-[r:SUCCEEDS]-() REQUIRE r.sources IS :: LIST<STRING NOT NULL>;

// Figures: a year is a whole number, a value a decimal one; a target without a number has no value but a wording.
CREATE CONSTRAINT reports_year FOR ()-[r:REPORTS]-() REQUIRE r.year IS :: INTEGER;
CREATE CONSTRAINT reports_value FOR ()-[r:REPORTS]-() REQUIRE r.value IS :: FLOAT;
CREATE CONSTRAINT reports_unit FOR ()-[r:REPORTS]-() REQUIRE r.unit IS :: STRING;
CREATE CONSTRAINT reports_comparison FOR ()-[r:REPORTS]-() REQUIRE r.comparison IS :: STRING;
CREATE CONSTRAINT reports_period FOR ()-[r:REPORTS]-() REQUIRE r.period IS :: STRING;
CREATE CONSTRAINT reports_basis FOR ()-[r:REPORTS]-() REQUIRE r.basis IS :: STRING;
CREATE CONSTRAINT reports_qualitative FOR ()-[r:REPORTS]-() REQUIRE r.qualitative IS :: STRING;
CREATE CONSTRAINT targets_year FOR ()-[r:TARGETS]-() REQUIRE r.year IS :: INTEGER;
CREATE CONSTRAINT targets_value FOR ()-[r:TARGETS]-() REQUIRE r.value IS :: FLOAT;
CREATE CONSTRAINT targets_unit FOR ()-[r:TARGETS]-() REQUIRE r.unit IS :: STRING;
CREATE CONSTRAINT targets_comparison FOR ()-[r:TARGETS]-() REQUIRE r.comparison IS :: STRING;
CREATE CONSTRAINT targets_period FOR ()-[r:TARGETS]-() REQUIRE r.period IS :: STRING;
CREATE CONSTRAINT targets_basis FOR ()-[r:TARGETS]-() REQUIRE r.basis IS :: STRING;
CREATE CONSTRAINT targets_qualitative FOR ()-[r:TARGETS]-() REQUIRE r.qualitative IS :: STRING;
CREATE CONSTRAINT park_area FOR (n:Park) REQUIRE n.area_km2 IS :: FLOAT;
CREATE CONSTRAINT zone_area FOR (n:Zone) REQUIRE n.area_km2 IS :: FLOAT;
CREATE CONSTRAINT zone_founded FOR (n:Zone) REQUIRE n.founded IS :: INTEGER;
CREATE CONSTRAINT platform_founded FOR (n:Platform) REQUIRE n.founded IS :: INTEGER;

// Names are what people ask by.
CREATE INDEX university_by_name FOR (n:University) ON (n.name);
CREATE INDEX institute_by_name FOR (n:Institute) ON (n.name);
CREATE INDEX laboratory_by_name FOR (n:Laboratory) ON (n.name);
CREATE INDEX facility_by_name FOR (n:Facility) ON (n.name);
CREATE INDEX platform_by_name FOR (n:Platform) ON (n.name);
CREATE INDEX park_by_name FOR (n:Park) ON (n.name);
CREATE INDEX zone_by_name FOR (n:Zone) ON (n.name);
CREATE INDEX corridor_by_name FOR (n:Corridor) ON (n.name);
CREATE INDEX region_by_name FOR (n:Region) ON (n.name);
CREATE INDEX firm_by_name FOR (n:Firm) ON (n.name);
CREATE INDEX incubator_by_name FOR (n:Incubator) ON (n.name);
CREATE INDEX hospital_by_name FOR (n:Hospital) ON (n.name);
CREATE INDEX industry_cluster_by_name FOR (n:IndustryCluster) ON (n.name);
CREATE INDEX industry_by_name FOR (n:Industry) ON (n.name);
CREATE INDEX layout_by_name FOR (n:Layout) ON (n.name);
CREATE INDEX market_by_name FOR (n:Market) ON (n.name);
CREATE INDEX fund_by_name FOR (n:Fund) ON (n.name);
CREATE INDEX alliance_by_name FOR (n:Alliance) ON (n.name);
CREATE INDEX event_by_name FOR (n:Event) ON (n.name);
CREATE INDEX programme_by_name FOR (n:Programme) ON (n.name);
CREATE INDEX product_by_name FOR (n:Product) ON (n.name);
CREATE INDEX policy_by_name FOR (n:Policy) ON (n.name);
CREATE INDEX government_by_name FOR (n:Government) ON (n.name);
CREATE INDEX indicator_by_name FOR (n:Indicator) ON (n.name);
CREATE INDEX document_by_name FOR (n:Document) ON (n.name);

// And by any part of them, in either script, or by pinyin.
CREATE FULLTEXT INDEX names FOR (n) ON EACH [n.name, n.name_en, n.aliases];
