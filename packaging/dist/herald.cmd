@echo off
rem Starts Herald. JAVA_HOME chooses a Java, HERALD_JAVA_OPTS adds to what lib\jvm.options tells it.
setlocal
set "APP=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
where /q "%JAVA%" 2>nul || if not exist "%JAVA%" (
  echo herald: Java 17 or newer is needed, and there is no java here. Install one from https://adoptium.net, or point JAVA_HOME at it. 1>&2
  exit /b 1
)
"%JAVA%" "@%APP%\lib\jvm.options" %HERALD_JAVA_OPTS% -jar "%APP%\lib\herald.jar" %*
exit /b %ERRORLEVEL%
