import Testing

/// What test tools really write, shortened.
enum JUnitSamples {
  struct Sample: CustomTestStringConvertible {
    var tool: String
    /// Executed, failed, skipped.
    var counts: [Int]
    var startedAt: String? = nil
    var finishedAt: String? = nil
    var remarks = 0
    var text: String
    var testDescription: String { tool }
  }

  static let all = [
    Sample(
      tool: "pytest 8", counts: [4, 2, 1], startedAt: "2026-03-04T09:15:20Z", finishedAt: "2026-03-04T09:15:21Z",
      text: """
        <?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" \
        failures="1" skipped="1" tests="5" time="0.034" timestamp="2026-03-04T10:15:20.446310+01:00" hostname="box">\
        <testcase classname="tests.test_a" name="test_one" time="0.001" /><testcase classname="tests.test_a" \
        name="test_two[a&lt;b]" time="0.001"><failure message="assert 1 == 2">def test_two():
        &gt;       assert 1 == 2</failure></testcase><testcase classname="tests.test_a" name="test_three" time="0.000">\
        <skipped type="pytest.skip" message="later">/tests/test_a.py:9: later</skipped></testcase>\
        <testcase classname="tests.test_a" name="test_four" time="0.001"><error message="failed on setup">E</error>\
        </testcase><testcase classname="tests.test_a" name="test_five" time="0.001" /></testsuite></testsuites>
        """),
    Sample(
      tool: "swift test", counts: [2, 1, 1], remarks: 0,
      text: """
        <?xml version="1.0" encoding="UTF-8"?>

        <testsuites>
        <testsuite name="TestResults" errors="0" tests="3" failures="1" skipped="1" time="0.5">
        <testcase classname="AppTests.LoginTests" name="testPassword" time="0.1">
        </testcase>
        <testcase classname="AppTests.LoginTests" name="testName" time="0.1">
        <failure message="failed"></failure>
        </testcase>
        <testcase classname="AppTests.LoginTests" name="testLater" time="0.1">
        <skipped></skipped>
        </testcase>
        </testsuite>
        </testsuites>
        """),
    Sample(
      tool: "Surefire with reruns", counts: [3, 1, 0],
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xsi:noNamespaceSchemaLocation="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd" \
        version="3.0.2" name="com.example.ATest" time="0.06" tests="3" errors="0" skipped="0" failures="1" flakes="1">
          <properties><property name="java.version" value="21"/></properties>
          <testcase name="good" classname="com.example.ATest" time="0.01"/>
          <testcase name="flaky" classname="com.example.ATest" time="0.01">
            <flakyFailure message="first" type="java.lang.AssertionError"><stackTrace><![CDATA[at a]]></stackTrace>
              <system-out><![CDATA[out]]></system-out></flakyFailure>
          </testcase>
          <testcase name="bad" classname="com.example.ATest" time="0.01">
            <failure message="no" type="java.lang.AssertionError"><![CDATA[at b]]></failure>
            <rerunFailure message="no" type="java.lang.AssertionError"><stackTrace>at b</stackTrace></rerunFailure>
          </testcase>
        </testsuite>
        """),
    Sample(
      // The time has no zone, so it could be any of a day's.
      tool: "jest-junit", counts: [2, 0, 1],
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="jest tests" tests="3" failures="0" errors="0" time="1.2">
          <testsuite name="sum" errors="0" failures="0" skipped="1" timestamp="2026-03-04T10:15:20" time="0.9" tests="3">
            <testcase classname="sum adds" name="sum adds" time="0.005"></testcase>
            <testcase classname="sum subtracts" name="sum subtracts" time="0.001"></testcase>
            <testcase classname="sum todo" name="sum todo" time="0"><skipped/></testcase>
          </testsuite>
        </testsuites>
        """),
    Sample(
      tool: "go-junit-report", counts: [2, 2, 0], startedAt: "2026-03-04T10:15:20Z", finishedAt: "2026-03-04T10:15:21Z",
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="2" errors="1" failures="1">
        \t<testsuite name="example.com/a" tests="1" failures="1" errors="0" id="0" hostname="h" time="0.003" \
        timestamp="2026-03-04T10:15:20Z">
        \t\t<properties><property name="go.version" value="go1.24"></property></properties>
        \t\t<testcase name="TestA" classname="example.com/a" time="0.000"><failure message="Failed"><![CDATA[x]]></failure></testcase>
        \t</testsuite>
        \t<testsuite name="example.com/b" tests="1" failures="0" errors="1" id="1" hostname="h" time="0.000" \
        timestamp="2026-03-04T10:15:21Z">
        \t\t<testcase name="[build failed]" classname="example.com/b" time="0.000"><error message="Build error"></error></testcase>
        \t</testsuite>
        </testsuites>
        """),
    Sample(
      // CTest 4: `missing`, `needs` and `uses` make ctest fail, though it calls them skipped.
      tool: "ctest", counts: [7, 6, 3], remarks: 1,
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="(empty)"
        \ttests="10"
        \tfailures="3"
        \tdisabled="1"
        \tskipped="5"
        \thostname=""
        \ttime="1"
        \ttimestamp="2026-11-21T08:15:00"
        \t>
        \t<testcase name="good" classname="good" time="0.00375896" status="run"><system-out></system-out></testcase>
        \t<testcase name="bad" classname="bad" time="0.00621744" status="fail"><failure message="Failed"/></testcase>
        \t<testcase name="missing" classname="missing" time="0" status="notrun">
        \t\t<skipped message="Unable to find executable"/></testcase>
        \t<testcase name="off" classname="off" time="0" status="disabled"></testcase>
        \t<testcase name="skipcode" classname="skipcode" time="0.00279185" status="notrun">
        \t\t<skipped message="SKIP_RETURN_CODE=77"/></testcase>
        \t<testcase name="skipre" classname="skipre" time="0.00327992" status="notrun">
        \t\t<skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/></testcase>
        \t<testcase name="slow" classname="slow" time="1.00293" status="fail"><failure message="Timeout"/></testcase>
        \t<testcase name="needs" classname="needs" time="0" status="notrun">
        \t\t<skipped message="Required Files Missing"/></testcase>
        \t<testcase name="setup" classname="setup" time="0.00617556" status="fail"><failure message="Failed"/></testcase>
        \t<testcase name="uses" classname="uses" time="0" status="notrun">
        \t\t<skipped message="Fixture dependency failed"/></testcase>
        </testsuite>
        """),
    Sample(
      tool: "Playwright", counts: [2, 1, 1], startedAt: "2026-03-04T10:15:20Z", finishedAt: "2026-03-04T10:15:25Z",
      text: """
        <testsuites id="" name="" tests="3" failures="1" skipped="1" errors="0" time="4.2">
        <testsuite name="login.spec.ts" timestamp="2026-03-04T10:15:20.123Z" hostname="chromium" tests="3" failures="1" \
        skipped="1" time="4.1" errors="0">
        <testcase name="logs in" classname="login.spec.ts" time="1.0">
        </testcase>
        <testcase name="fails" classname="login.spec.ts" time="3.0">
        <failure message="login.spec.ts:9:5 fails" type="FAILURE">
        <![CDATA[  Error: expect(received).toBe(expected)

        Retry #1 ────
        ]]>
        </failure>
        <system-out>
        <![CDATA[
        [[ATTACHMENT|test-results/trace.zip]]
        ]]>
        </system-out>
        </testcase>
        <testcase name="later" classname="login.spec.ts" time="0">
        <skipped>
        </skipped>
        </testcase>
        </testsuite>
        </testsuites>
        """),
    Sample(
      tool: "GoogleTest", counts: [1, 0, 2], remarks: 1,
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="9" failures="0" disabled="1" errors="0" time="0.001" timestamp="2026-03-04T10:15:20.000">
          <testsuite name="A" tests="3" failures="0" disabled="1" skipped="1" errors="0" time="0." timestamp="2026-03-04T10:15:20.000">
            <testcase name="B" status="run" result="completed" time="0." classname="A" />
            <testcase name="DISABLED_C" status="notrun" result="suppressed" time="0." classname="A" />
            <testcase name="D" status="run" result="skipped" time="0." classname="A"><skipped message="m"><![CDATA[m]]></skipped></testcase>
          </testsuite>
        </testsuites>
        """),
  ]
}
