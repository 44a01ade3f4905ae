# Runs a target of build/targets.proj: ./build.ps1 [target [arguments passed on]]; without a target it lists them.
$ErrorActionPreference = 'Stop'
$target = $args[0]
$rest = @($args | Select-Object -Skip 1)
$env:DOTNET_NOLOGO = '1'
if (-not $env:DOTNET_CLI_TELEMETRY_OPTOUT) { $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1' }

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("build.ps1: no 'dotnet' on PATH; install the .NET SDK 10 (https://dotnet.microsoft.com/download) and try again.")
    exit 127
}

function Ask([string] $property, [string] $name) {
    $answer = & dotnet msbuild build/targets.proj -nologo -t:Describe "-p:Name=$name" "-getProperty:$property"
    if ($LASTEXITCODE -ne 0) {
        $answer | ForEach-Object { [Console]::Error.WriteLine($_) }
        exit $LASTEXITCODE
    }
    $answer
}

Push-Location $PSScriptRoot
try {
    if (-not $target) {
        'Usage: ./build.ps1 <target> [arguments passed on]'
        Ask Listing ''
        exit 0
    }

    $command = if ($target -cmatch '^[a-z-]+$') { Ask Command $target }
    if (-not $command) {
        [Console]::Error.WriteLine("build.ps1: unknown target '$target'; expected one of $(Ask Names '').")
        exit 2
    }

    $program, $arguments = -split $command
    & $program @arguments @rest
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
